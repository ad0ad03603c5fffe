-- Reads the epoch in use, how far it is, and, where it is complete, what is asked of it: all as of one moment.
-- KEYS[1] the epoch, KEYS[2] the lock. ARGV[1] the prefix of all keys, ARGV[2] commands as JSON: each a list of the name, the
-- rest of its key behind that of the epoch, and arguments.
-- Answers {fields of the epoch, fields of its positions, 1 if the lock is held, the answers to the commands}.
local fields = redis.call('HGETALL', KEYS[1])
local held = redis.call('EXISTS', KEYS[2])
local epoch = redis.call('HGET', KEYS[1], 'id')
if not epoch then
  return {fields, {}, held, {}}
end
local base = ARGV[1] .. ':' .. epoch .. ':'
local answers = {}
if redis.call('HGET', KEYS[1], 'state') == 'complete' then
  for i, command in ipairs(cjson.decode(ARGV[2])) do
    answers[i] = redis.call(command[1], base .. command[2], unpack(command, 3))
  end
end
return {fields, redis.call('HGETALL', base .. 'positions'), held, answers}
