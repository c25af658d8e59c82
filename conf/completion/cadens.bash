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
meeting prep:recurrence-id= undo
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
contact away:back
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
lead reopen:at=
lead confirm-probability:
follow-up list:account= all
follow-up add:id= promise= due= committed-due= lead= contact= kind= status= done=
follow-up edit:id= promise= due= committed-due= lead= contact= kind= status= done= agreed
follow-up done:at=
follow-up accept:due=
follow-up remove:
review list:account=
review add:held= also=
review plan:from= minutes= slot= ics=
review remove:held=
proposal list:
proposal show:
proposal add:id= lead= amount= service= presented= valid-until= status= decided= dry-run
proposal edit:id= lead= amount= service= presented= valid-until= status= decided= dry-run
proposal remove:dry-run
proposal present:at=
proposal won:at=
proposal lost:at=
proposal withdraw:at=
referral list:
referral show:
referral add:id= referrer-kind= referrer= lead= asked= introduced= followed-up= feedback= rewarded= reward= dry-run
referral edit:id= referrer-kind= referrer= lead= asked= introduced= followed-up= feedback= rewarded= reward= dry-run
referral remove:dry-run
project list:
project show:
project add:id= account= service= lead= start= planned-end= delivered= status= dry-run
project edit:id= account= service= lead= start= planned-end= delivered= status= dry-run
project remove:dry-run
project deliver:at=
invoice list:
invoice show:line= 
invoice add:account= date= line= category= net= service= vat= lead= due= paid= status= dry-run
invoice edit:account= date= line= category= net= service= vat= lead= due= paid= status= dry-run
invoice remove:line= dry-run
invoice paid:at=
subscription list:
subscription show:
subscription add:id= account= service= start= lead= end= committed-until= notice-days= term-months= dry-run
subscription edit:id= account= service= start= lead= end= committed-until= notice-days= term-months= dry-run
subscription remove:dry-run
subscription change:effective= quantity= unit-price= interval-months= discount-percent= dry-run
subscription end:at=
cost list:
cost show:
cost add:id= source= from= to= kind= amount= dry-run
cost edit:id= source= from= to= kind= amount= dry-run
cost remove:dry-run
survey list:
survey show:
survey add:id= account= kind= score= date= contact= project= dry-run
survey edit:id= account= kind= score= date= contact= project= dry-run
survey remove:dry-run
signal list:
signal show:
signal add:id= account= lead= noted= note= dry-run
signal edit:id= account= lead= noted= note= dry-run
signal remove:dry-run
competitor list:
competitor show:
competitor add:aliases= dry-run
competitor edit:aliases= dry-run
competitor remove:dry-run
target list:
target show:scope= period= key= 
target add:scope= period= key= low= high= direction= unit= dry-run
target edit:scope= period= key= low= high= direction= unit= dry-run
target remove:scope= period= key= dry-run
service list:
service show:
service add:name= category= unit= list-price-ore= std-duration-days= cycle-target-min-days= cycle-target-max-days= status= dry-run
service edit:name= category= unit= list-price-ore= std-duration-days= cycle-target-min-days= cycle-target-max-days= status= dry-run
service remove:dry-run
stage list:
stage show:
stage add:name-sv= name-en= ord= kind= is-contacted= is-interested= is-qualified= is-opportunity= default-probability= stale-days= dry-run
stage edit:name-sv= name-en= ord= kind= is-contacted= is-interested= is-qualified= is-opportunity= default-probability= stale-days= dry-run
stage remove:dry-run
tier list:
tier show:
tier edit:label= min-revenue= min-employees= dry-run
review-policy list:
review-policy show:kind=
review-policy edit:kind= enabled= interval-months= remind-days= grace-days= dry-run
source list:
source show:
source add:name= category= status= test-started= conv-target-min-bp= conv-target-max-bp= dry-run
source edit:name= category= status= test-started= conv-target-min-bp= conv-target-max-bp= dry-run
source remove:dry-run
import:dry-run map=
export:all
kpi:period= scope=
kpi list:
kpi explain:period= scope=
due:all at= why=
snooze:
done:
dismiss:
ack:
report daily:period=
report list:
report weekly:period=
report monthly:period=
report quarterly:period=
report yearly:period=
brief:
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
_cadens_kinds='users accounts contacts leads stage-history lead-changes qualification lead-touches proposals projects invoices subscriptions subscription-changes costs touchpoints meetings follow-ups reviews surveys referrals targets value-notes tier-history services stages sources forecast-snapshots tiers review-policies signals competitors'

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
    --format) mapfile -t COMPREPLY < <(compgen -W 'text json csv xlsx' -- "$current"); return ;;
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
