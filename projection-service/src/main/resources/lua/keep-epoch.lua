-- Holds the lock for longer, as long as the epoch that is being filled is the one in use.
-- KEYS[1] the epoch, KEYS[2] the lock. ARGV[1] id, ARGV[2] how long the lock holds in ms.
-- Answers 1, or 0 with nothing done.
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 1
