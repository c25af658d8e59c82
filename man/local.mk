# SPDX-License-Identifier: MIT
# Manual pages, in mdoc.
dist_man_MANS += %D%/cadens.1 %D%/cadensd.1 %D%/cadens.conf.5 %D%/cadens-import.5 %D%/cadens-kpi.7 %D%/cadens-rules.7 %D%/cadens-views.7
