-- SPDX-License-Identifier: MIT
-- Messages: the verdict, and what is worked out from their copies; a thread goes by the least id in it, that of the message and that of its id.
-- in:
-- out: row, direction, auto_class, because, is_skipped, matched, is_sent, arrived_at, occurred_at, local_day, thread, id_thread
WITH RECURSIVE up(id, root) AS (
  SELECT id, merged_into FROM thread WHERE merged_into IS NOT NULL
  UNION
  SELECT up.id, t.merged_into FROM up JOIN thread t ON t.id = up.root WHERE t.merged_into IS NOT NULL),
roots AS (SELECT up.id, up.root FROM up JOIN thread t ON t.id = up.root WHERE t.merged_into IS NULL),
named AS (
  SELECT m.id, m.thread_id, COALESCE(roots.root, i.thread_id) AS id_thread,
    i.value || CASE WHEN m.twin > 1 THEN '#' || CAST(m.twin AS TEXT) ELSE '' END AS name
  FROM message m JOIN msgid i ON i.id = m.msgid_id LEFT JOIN roots ON roots.id = i.thread_id),
first_of AS (SELECT thread_id, MIN(name) AS name FROM named GROUP BY thread_id)
SELECT named.name AS row, m.direction, m.auto_class, m.because, m.is_skipped, m.matched, m.is_sent, m.arrived_at, m.occurred_at, m.local_day,
  first_of.name AS thread, of_id.name AS id_thread
FROM message m JOIN named ON named.id = m.id JOIN first_of ON first_of.thread_id = m.thread_id
LEFT JOIN first_of of_id ON of_id.thread_id = named.id_thread
ORDER BY named.name
