-- Gives the lock back to others, if it is one's own.
-- KEYS[1] the lock. ARGV[1] id of the epoch that it was taken for.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 0
