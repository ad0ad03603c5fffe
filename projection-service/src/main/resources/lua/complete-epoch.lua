-- Declares an epoch complete, if it is the one in use and nothing was lost while it was filled.
-- KEYS[1] the epoch. ARGV[1] id.
-- Answers 1, or 0 with nothing done.
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'state') ~= 'building' then
  return 0
end
redis.call('HSET', KEYS[1], 'state', 'complete')
return 1
