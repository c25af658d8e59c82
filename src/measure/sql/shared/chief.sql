-- SPDX-License-Identifier: MIT
-- Where the head of the business took part: by the user of the touch, by an own address of his in the letter or at the meeting (17-K8).
head AS (
  SELECT u.id FROM app_user u WHERE u.role = 'ceo'
),
own AS (
  SELECT o.value AS addr FROM own_address o JOIN head h ON h.id = o.user_id
),
chief AS (
  SELECT t.id FROM touchpoint t WHERE t.user_id IN (SELECT id FROM head)
  UNION
  SELECT t.id FROM touchpoint t JOIN message_party p ON p.message_id = t.email_id JOIN address d ON d.id = p.address_id WHERE d.addr IN (SELECT addr FROM own)
  UNION
  SELECT t.id FROM touchpoint t JOIN meeting_attendee m ON m.meeting_id = t.meeting_id WHERE m.addr IN (SELECT addr FROM own) AND m.partstat <> 'declined'
),
