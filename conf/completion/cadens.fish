# SPDX-License-Identifier: MIT
# Completion of cadens(1) for fish: the program itself knows its commands, options and ids.

function __cadens_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l lines (command cadens complete -- $words (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path (commandline -ct)
        return
    end
    string join \n -- $lines
end
complete -c cadens -f -a '(__cadens_complete)'
