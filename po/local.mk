# SPDX-License-Identifier: MIT
# Translations.
