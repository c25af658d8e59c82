#!/bin/bash
# SPDX-License-Identifier: MIT
# Completion in the three shells: commands, options, and what only the database knows.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "zsh and fish" zsh fish

configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
type = maildir
path = $T/mail
C
printf 'id,name\nA1,Acme\nA2,"Beta: ""Norr"", AB"\n' >"$T/accounts.csv"
printf 'id,account,name,created,stage\nL1,A1,Affär,2026-03-01,need\n' >"$T/leads.csv"
for kind in accounts leads; do ok "$kind" cadens import $kind "$T/$kind.csv"; done
mkdir -p "$XDG_CONFIG_HOME/cadens" "$T/bin"
cp "$T/cadens.conf" "$XDG_CONFIG_HOME/cadens/cadens.conf"
ln -s "$(realpath "$top_builddir/cadens")" "$T/bin/cadens"
PATH=$T/bin:$PATH

words() { command cadens --lang en complete -- "$@" | cut -f 1 | paste -sd ' '; }
helped() { command cadens --lang en complete -- "$@"; }
is "a command" "touchpoints touchpoint" "$(words touch)"
is "its verb" "stage" "$(words lead st)"
is "an account" $'A1\tAcme\nA2\tBeta: "Norr", AB' "$(helped account show '')"
is "an account behind an option" "A1 A2" "$(words touchpoints --account '')"
is "a lead" "L1" "$(words lead stage '')"
is "then its stage" "need negotiation" "$(words lead stage L1 ne)"
is "an option of the command" "--period" "$(words kpi response_rate --p)"
is "and those of all" "--format" "$(words kpi --f)"
is "a figure" "response_rate response_rate_km" "$(words kpi response)"
is "one more figure" "response_rate response_rate_km" "$(words kpi mrr response)"
is "a source" "work" "$(words sync '')"
is "a kind" "lead-changes lead-touches leads" "$(words export lead | tr ' ' '\n' | LC_ALL=C sort | paste -sd ' ')"
is "a command to be told of" "report" "$(words help rep)"
is "a tier" "1 2 3" "$(words tier show '')"
mkdir -p "$T/mail/cur" "$T/mail/new" "$T/mail/tmp"
ok "what is due" cadensd --once --now 2026-04-20T12:00:00+02:00
like "says what it is, and of whom" $'^[0-9]+\tNo activity: Acme$' "$(helped snooze '')"
is "a file is the shell's" ":files" "$(words import accounts '')"
is "global options are no words" "list" "$(words --format json account li)"
is "nor are their values" "text" "$(words account list --format t)"
is "behind a whole command nothing stands" "" "$(words account list '')"
is "nothing begins so" "" "$(words xyz)"
is "programs may ask, too" '["ack"]' "$(json complete -- ack | ask '[c["word"] for c in d["candidates"]]')"
is "another configuration without a database offers no id" "" "$(words --config "$T/none.conf" account show '')"
status_is "rubbish does no harm" 0 command cadens complete -- -- --account --config
status_is "nor does nothing" 0 command cadens complete

# --- bash
bash_words() { # WORDS of the line
    /bin/bash -c '. "$1"; shift; COMP_WORDS=(cadens "$@"); COMP_CWORD=$#; _cadens; printf "%s\n" "${COMPREPLY[@]}"' - \
        "$top_srcdir/conf/completion/cadens.bash" "$@" | sort | paste -sd ' '
}
is "bash: a verb" "add edit list merge remove show" "$(bash_words account '')"
is "bash: an account" "A1 A2" "$(bash_words account show '')"
is "bash: a value" "L1" "$(bash_words follow-up add A1 x --lead '')"

# --- fish
fish_words() { fish --no-config -c "source '$top_srcdir/conf/completion/cadens.fish'; complete -C '$1'" | cut -f 1 | sort | paste -sd ' '; }
is "fish: a verb" "add edit list merge remove show" "$(fish_words 'cadens account ')"
is "fish: an account" "A1 A2" "$(fish_words 'cadens account show ')"
is "fish: its name beside" $'A1\tAcme' "$(fish --no-config -c "source '$top_srcdir/conf/completion/cadens.fish'; complete -C 'cadens account show A1'")"
is "fish: a file" "$T/leads.csv" "$(fish_words "cadens import leads $T/le")"

# --- zsh: the functions of its completion system, told to print
zsh_words() {
    zsh -f -c 'script=$1; shift
        _describe() { print -rl -- "${(@P)4}"; }
        _files() { print files; }
        words=(cadens "$@"); CURRENT=$#words PREFIX=$words[-1]
        . $script' - "$top_srcdir/conf/completion/_cadens" "$@" | sort | paste -sd ' '
}
is "zsh: a verb" "stage:The lead enters a stage" "$(LANGUAGE=en zsh_words --lang en lead sta)"
is "zsh: an account" 'A1:Acme A2:Beta: "Norr", AB' "$(zsh_words account show '')"
is "zsh: a word without an explanation" "call" "$(zsh_words log c)"
is "zsh: a file" "files" "$(zsh_words backup '')"
finish
