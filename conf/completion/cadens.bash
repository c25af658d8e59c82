# SPDX-License-Identifier: MIT
# Completion of cadens(1) for bash. A test compares the commands and their options with the program's own.
# shellcheck shell=bash

# One command a line, then its options; those with = take a value.
_cadens_commands='setup:address= name= all-us host= port= tls= user= auth= password-command= password-file= password-secret= online-account= keep= ca-file= backfill= calendar= add replace no-test enable yes
sync:accept
status:
verify:rows repair
inspect:from= to= timezone=
explain:
touchpoints:account= from= to=
meetings:from= to= all
meeting outcome:recurrence-id=
meeting purpose:recurrence-id=
meeting prep:recurrence-id=
episodes:account= from= to=
log:id= direction= at= contact= lead= outcome= duration-min= user= tags=
triage:all list
triage assign:new= dry-run
triage ignore:dry-run
triage never-log:dry-run
triage undo:dry-run
touchpoint link:dry-run
touchpoint unlink:dry-run
touchpoint move:dry-run
touchpoint release:dry-run
rematch:dry-run
account list:
account show:
account add:id= name= org-nr= domains= lifecycle= tier= segment= employees= city= swedish-ops= it-maturity= fiscal-start-month= customer-since= churned= is-reference= owner= turnover= health= dry-run
account edit:id= name= org-nr= domains= lifecycle= tier= segment= employees= city= swedish-ops= it-maturity= fiscal-start-month= customer-since= churned= is-reference= owner= turnover= health= dry-run
account remove:dry-run
account merge:dry-run
contact list:account=
contact show:
contact add:id= account= name= title= role= emails= phones= channel-pref= left= dry-run
contact edit:id= account= name= title= role= emails= phones= channel-pref= left= dry-run
contact remove:dry-run
lead list:account=
lead show:
lead add:id= account= name= contact= service= kind= expansion-type= probability= probability-reviewed= evidence= amount= users= term-months= expected-close= forecast-category= source= created= lost-reason= competitor= paused-until= demo= enriched= stage=
lead edit:id= account= name= contact= service= kind= expansion-type= probability= probability-reviewed= evidence= amount= users= term-months= expected-close= forecast-category= source= created= lost-reason= competitor= paused-until= demo= enriched=
lead remove:
lead stage:at=
lead won:at=
lead lost:reason= at=
lead pause:until= at=
follow-up list:account= all
follow-up add:id= promise= due= committed-due= lead= contact= kind= status= done=
follow-up edit:id= promise= due= committed-due= lead= contact= kind= status= done= agreed
follow-up done:at=
follow-up remove:
review list:account=
review add:held= also=
review remove:held=
import:dry-run
export:all
kpi:period= scope=
kpi list:
kpi explain:period= scope=
due:all at=
snooze:
done:
dismiss:
ack:
report daily:period=
dashboard:open
forget:dry-run
personal-data:
backup:
doctor:
config list:
config check:
complete:
help:
'
_cadens_kinds='users accounts contacts leads stage-history lead-changes qualification lead-touches proposals projects invoices subscriptions subscription-changes costs touchpoints meetings follow-ups reviews surveys referrals targets value-notes tier-history services stages sources forecast-snapshots'

# The words of the command line that are neither global options nor their values, up to the current one: in the array "before".
_cadens_before() {
    local i
    before=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --config | --now | --format | --lang) i=$((i + 1)) ;;
        --config=* | --now=* | --format=* | --lang=*) ;;
        *) before+=("${COMP_WORDS[i]}") ;;
        esac
    done
}

# The options of the longest command that the words before begin with, as "account= from="; status 1 if there is none.
_cadens_options() {
    local line name found=
    while IFS=: read -r name line; do
        [[ "${before[*]} " == "$name "* && ${#name} -gt ${#found} ]] && found=$name options=$line
    done <<<"$_cadens_commands"
    [[ -n $found ]]
}

# What can follow the words before: the next word of every command that begins with them.
_cadens_next_words() {
    local name rest prefix="${before[*]:+${before[*]} }"
    while IFS=: read -r name _; do
        [[ -n $name && "$name" == "$prefix"* ]] || continue
        rest=${name#"$prefix"}
        printf '%s\n' "${rest%% *}"
    done <<<"$_cadens_commands" | sort -u
}

_cadens() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} before options='' option words=''
    COMPREPLY=()
    case $previous in
    --config) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text json csv' -- "$current"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'sv en' -- "$current"); return ;;
    esac
    _cadens_before
    _cadens_options
    case "${before[*]}" in
    import) words=$_cadens_kinds ;;
    log) words='call sms linkedin note meeting' ;;
    'import '* | inspect | backup) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    *) words=$(_cadens_next_words) ;;
    esac
    if [[ -z $words && $current != -* ]]; then # ids: only the program knows them
        words=$(cadens complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1)
        [[ $words != :files ]] || { mapfile -t COMPREPLY < <(compgen -f -- "$current"); return; }
    fi
    if [[ $current == -* ]]; then
        words='--config --now --format --lang --help --version '
        for option in $options; do words+="--${option%=} "; done
    fi
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o filenames -F _cadens cadens
