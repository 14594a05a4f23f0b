"""The checks that a translation goes through when it is written and when it moves on, one a file.

A check is a pure function of a text and its source (`subject`); `registry` lists them, `running.check_all` prepares
what they need from the store for a whole batch. A check that cries wolf is worse than none: docs/quality.md says how
often each is wrong on the United Nations' own translations, and how many planted mistakes it finds.
"""
