# SPDX-License-Identifier: MIT
# run: the programs; the only room where rooms meet.
run_LIBS = librun.a libpresent.a libmeasure.a libkeep.a libidentify.a libcollect.a libbase.a \
  $(present_LIBS) $(measure_LIBS) $(identify_LIBS) $(collect_LIBS)
noinst_LIBRARIES += librun.a
librun_a_CPPFLAGS = $(AM_CPPFLAGS) -DPKGLIBEXECDIR='"$(pkglibexecdir)"' -DMAPSDIR='"$(pkgdatadir)/maps"'
librun_a_SOURCES = %D%/ask.c %D%/ask.h %D%/bar.c %D%/bar.h %D%/cell.c %D%/cell.h %D%/cli.c %D%/command.h %D%/commands.c %D%/commands.h \
  %D%/cmd-account.c %D%/cmd-activity.c %D%/cmd-collect.c %D%/cmd-collect.h %D%/cmd-complete.c %D%/cmd-config.c %D%/cmd-due.c %D%/cmd-explain.c %D%/cmd-help.c %D%/cmd-import.c \
  %D%/cmd-inspect.c %D%/cmd-kpi.c %D%/cmd-lead.c %D%/cmd-log-lists.c %D%/cmd-meeting.c %D%/cmd-record.c %D%/cmd-report.c %D%/cmd-review-plan.c %D%/cmd-setup.c %D%/cmd-status.c \
  %D%/cmd-store.c %D%/cmd-sync.c %D%/cmd-triage.c %D%/cmd-verify.c %D%/daemon.c %D%/daemon.h %D%/daemon-main.c %D%/daemon-once.c %D%/drift.c %D%/drift.h \
  %D%/calendar-export.c %D%/calendar-export.h %D%/dashboard.c %D%/dashboard.h %D%/dashboard-charts.c %D%/dashboard-charts.h %D%/engine.c %D%/engine.h %D%/engine-parts.h %D%/engine-settle.c %D%/engine-store.c %D%/entry.c %D%/entry.h %D%/record.c %D%/record.h %D%/feed.c %D%/feed.h %D%/feed-dav.c %D%/feed-give.c %D%/feed-poll.h %D%/hook.c %D%/hook.h \
  %D%/import.c %D%/import.h %D%/inspection.c %D%/inspection.h %D%/import-account.c %D%/import-activity.c %D%/import-cell.c %D%/import-customer.c %D%/import-kind.h %D%/import-lead.c %D%/import-plain.c %D%/import-revenue.c %D%/import-sales.c %D%/import-signal.c \
  %D%/job.c %D%/job.h %D%/libexec.c %D%/libexec.h %D%/ladder.c %D%/ladder.h %D%/lock.c %D%/lock.h %D%/log.c %D%/log.h %D%/meeting.c %D%/meeting.h %D%/nightly.c %D%/nightly.h %D%/profile.c %D%/profile.h %D%/remind.c %D%/remind.h \
  %D%/sink.c %D%/sink.h %D%/sources.c %D%/sources.h %D%/source-config.c %D%/source-config.h %D%/sync.c %D%/sync.h %D%/verify.c %D%/verify.h %D%/verify-feed.c %D%/wakeup.c %D%/wakeup.h \
  %D%/patience.c %D%/patience.h %D%/watcher.c %D%/watcher.h \
  %D%/explain.c %D%/explain.h %D%/explain-entered.c %D%/explain-words.c %D%/explanation.c %D%/explanation.h \
  %D%/triage.c %D%/triage.h %D%/cmd-link.c %D%/follow.c %D%/follow.h %D%/heal.c %D%/heal.h
librun_a_SOURCES += %D%/cmd-doctor.c %D%/network.c %D%/network.h %D%/interview.c %D%/interview.h %D%/provider.c %D%/provider.h %D%/setup.c %D%/setup.h
librun_a_SOURCES += %D%/cmd-person.c %D%/tomb.c %D%/tomb.h
librun_a_SOURCES += %D%/open.c %D%/open.h %D%/report-file.c %D%/report-file.h %D%/report-round.c %D%/report-round.h %D%/report-table.c %D%/report-table.h
librun_a_SOURCES += %D%/report.c %D%/report.h %D%/brief.c %D%/brief.h %D%/import-difference.c %D%/import-difference.h %D%/import-map.c %D%/import-map.h
bin_PROGRAMS += cadens cadensd
cadens_SOURCES = %D%/cadens.c
cadens_LDADD = $(run_LIBS)
pkglibexec_PROGRAMS = cadens-collect cadens-ics
cadens_collect_SOURCES = %D%/cadens-collect.c
cadens_collect_LDADD = $(run_LIBS)
cadens_ics_SOURCES = %D%/cadens-ics.c
cadens_ics_LDADD = $(run_LIBS)
cadensd_SOURCES = %D%/cadensd.c
cadensd_LDADD = $(run_LIBS)
