-- Removes keys of former epochs, as long as the epoch that they make room for is the one in use.
-- KEYS[1] the epoch, the others are removed. ARGV[1] id.
-- Answers 1, or 0 with nothing done.
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then
  return 0
end
for i = 2, #KEYS do
  redis.call('UNLINK', KEYS[i])
end
return 1
