# SPDX-License-Identifier: MIT
# Example configuration and sample data.
