# SPDX-License-Identifier: MIT
# Tests of the programs from outside.
# The longest is begun first, so that nobody waits for it in the end.
cli_TESTS = \
  %D%/T142-year.sh \
  %D%/T010-config.sh \
  %D%/T020-sample.sh \
  %D%/T021-classes.sh \
  %D%/T022-identity.sh \
  %D%/T023-episodes.sh \
  %D%/T024-response-figures.sh \
  %D%/T025-folders.sh \
  %D%/T026-changes.sh \
  %D%/T030-imap.sh \
  %D%/T040-kill.sh \
  %D%/T050-import.sh \
  %D%/T051-moments.sh \
  %D%/T060-words.sh \
  %D%/T061-feeds.sh \
  %D%/T062-caldav.sh \
  %D%/T063-invitations.sh \
  %D%/T064-moved.sh \
  %D%/T065-doubt.sh \
  %D%/T066-lies.sh \
  %D%/T067-caps.sh \
  %D%/T068-zones.sh \
  %D%/T069-caldav-ways.sh \
  %D%/T070-faults.sh \
  %D%/T080-desktop.sh \
  %D%/T081-systemd.sh \
  %D%/T082-daemon.sh \
  %D%/T083-desktop-files.sh \
  %D%/T100-explain.sh \
  %D%/T101-heal.sh \
  %D%/T102-triage.sh \
  %D%/T110-words.sh \
  %D%/T111-verify.sh \
  %D%/T112-gaps.sh \
  %D%/T113-bodies.sh \
  %D%/T114-forget.sh \
  %D%/T115-retention.sh \
  %D%/T116-words-that-warn.sh \
  %D%/T120-sign-in.sh \
  %D%/T121-keyring.sh \
  %D%/T122-online-accounts.sh \
  %D%/T123-refused.sh \
  %D%/T124-setup.sh \
  %D%/T125-away.sh \
  %D%/T126-tokens.sh \
  %D%/T127-doctor.sh \
  %D%/T130-servers.sh \
  %D%/T131-copies.sh \
  %D%/T132-dovecot.sh \
  %D%/T133-cyrus.sh \
  %D%/T134-courier.sh \
  %D%/T136-libraries.sh \
  %D%/T140-soak.sh \
  %D%/T141-commits.sh %D%/T142-year.sh \
  %D%/T150-agenda.sh \
  %D%/T151-subscribe.sh \
  %D%/T152-states.sh \
  %D%/T153-trust.sh \
  %D%/T154-titles.sh \
  %D%/T155-in-its-place.sh \
  %D%/T156-guests.sh \
  %D%/T160-kinds.sh \
  %D%/T161-import-moments.sh \
  %D%/T162-long-headers.sh %D%/T198-poison.sh %D%/T199-before-its-time.sh %D%/T200-row-order.sh %D%/T201-misuse.sh %D%/T202-full-disk.sh \
  %D%/T163-lost.sh \
  %D%/T165-formats.sh \
  %D%/T166-days.sh \
  %D%/T167-languages.sh \
  %D%/T170-customers.sh \
  %D%/T171-prospects-world.sh \
  %D%/T172-verbs.sh %D%/T173-maps.sh %D%/T174-policies.sh %D%/T175-standing.sh \
  %D%/T176-honest-figures.sh \
  %D%/T177-own-figures.sh \
  %D%/T178-snapshots.sh %D%/T179-worked-examples.sh %D%/T195-properties.sh %D%/T210-reports.sh %D%/T211-brief.sh %D%/T212-dashboard.sh \
  %D%/T220-report-files.sh %D%/T221-workbooks.sh %D%/T222-metainfo.sh %D%/T223-views.sh %D%/T224-report-content.sh \
  %D%/T236-trade.sh \
  %D%/T240-understood.sh \
  %D%/T241-meeting.sh \
  %D%/T242-risk.sh \
  %D%/T243-by-calendar.sh \
  %D%/T185-why.sh \
  %D%/T186-hook.sh \
  %D%/T187-bars.sh \
  %D%/T188-away.sh \
  %D%/T189-promises.sh \
  %D%/T190-review-plan.sh \
  %D%/T191-desktops.sh \
  %D%/T192-servers.sh \
  %D%/T193-signals.sh \
  %D%/T194-left.sh \
  %D%/T196-buttons.sh \
  %D%/T250-twice.sh \
  %D%/T251-mail-alone.sh \
  %D%/T252-editions.sh \
  %D%/T253-by-hand.sh \
  %D%/T254-horizon.sh \
  %D%/T255-absent.sh \
  %D%/T260-looking-back.sh \
  %D%/T262-own-answers.sh \
  %D%/T263-same-dump.sh \
  %D%/T264-targets-of-averages.sh \
  %D%/T265-before.sh \
  %D%/T266-verbs-keep.sh \
  %D%/T270-machines.sh \
  %D%/T271-room.sh \
  %D%/T272-first-words.sh \
  %D%/T285-touched.sh \
  %D%/T273-review-lists.sh \
  %D%/T274-phone.sh \
  %D%/T900-translation.sh \
  %D%/T901-manual.sh
TESTS += $(cli_TESTS)
EXTRA_DIST += $(cli_TESTS) \
  %D%/golden/daily.en.txt %D%/golden/daily.sv.txt \
  %D%/golden/weekly.en.txt %D%/golden/weekly.sv.txt \
  %D%/golden/monthly.en.txt %D%/golden/monthly.sv.txt \
  %D%/golden/quarterly.en.txt %D%/golden/quarterly.sv.txt \
  %D%/golden/yearly.en.txt %D%/golden/yearly.sv.txt \
  tests/lib/acceptance.sh \
  tests/lib/browser.py \
  tests/lib/bus.sh \
  tests/lib/calendar.sh \
  tests/lib/invitation.sh \
  tests/lib/comparable.py \
  tests/lib/courier-login.py \
  tests/lib/courier.sh \
  tests/lib/cyrus.sh \
  tests/lib/customers-figures.py \
  tests/lib/customers-world.py \
  tests/lib/customers_day.py \
  tests/lib/customers_facts.py \
  tests/lib/customers_period.py \
  tests/lib/customers_revenue.py \
  tests/lib/customers_reviews.py \
  tests/lib/dashboard-look.py \
  tests/lib/dav-server.py \
  tests/lib/feed-server.py \
  tests/lib/gate.py \
  tests/lib/goa.py \
  tests/lib/imap-client.py \
  tests/lib/keys.py \
  tests/lib/no-jit.c \
  tests/lib/notification-server.py \
  tests/lib/launch.sh \
  tests/lib/letter.sh \
  tests/lib/letters.py \
  tests/lib/stale.sh \
  tests/lib/lying-feed.py \
  tests/lib/make-mail.py \
  tests/lib/prospects-figures.py \
  tests/lib/prospects-pipeline.py \
  tests/lib/properties.py tests/lib/year.py \
  tests/lib/prospects-world.py \
  tests/lib/trade-figures.py \
  tests/lib/trade-world.py \
  tests/lib/trade.py \
  tests/lib/trade_day.py \
  tests/lib/trade_period.py \
  tests/lib/prospects.py \
  tests/lib/full.c \
  tests/lib/slept.c \
  tests/lib/systemd-user.sh \
  tests/lib/talk.py \
  tests/lib/tap.sh \
  tests/lib/tokens.py
$(cli_TESTS:.sh=.log): cadens cadensd
