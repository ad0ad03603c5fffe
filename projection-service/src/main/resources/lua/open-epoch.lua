-- Opens an epoch that is to be filled, in place of the one that was judged, unless there is another by now or somebody fills one.
-- Where the former is of the same log it knows of batches whose documents are stored and whose position is on its way: those
-- are found when the epoch is filled, so it begins behind them.
-- KEYS[1] the epoch, KEYS[2] the lock. ARGV[1] the prefix of all keys, ARGV[2] the id of the former epoch, '' for none,
-- ARGV[3] id, ARGV[4] madeFrom, ARGV[5] generations, ARGV[6] revision, ARGV[7] how long the lock holds in ms,
-- ARGV[8] the next offset by partition as JSON.
-- Answers 1, or 0 with nothing done.
if (redis.call('HGET', KEYS[1], 'id') or '') ~= ARGV[2] then
  return 0
end
-- A lock of any other epoch, or of one that is complete or broken, is left from somebody who could not give it back.
if redis.call('HGET', KEYS[1], 'state') == 'building' and redis.call('GET', KEYS[2]) == ARGV[2] then
  return 0
end
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[7])
local positions = {}
for partition, position in pairs(cjson.decode(ARGV[8])) do
  positions[partition] = position
end
if redis.call('HGET', KEYS[1], 'madeFrom') == ARGV[4] then
  local fields = redis.call('HGETALL', KEYS[1])
  for i = 1, #fields, 2 do
    local partition = string.match(fields[i], '^written:(%d+)$')
    if partition then
      positions[partition] = math.max(positions[partition] or 0, tonumber(fields[i + 1]))
    end
  end
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1],
  'id', ARGV[3], 'state', 'building', 'madeFrom', ARGV[4], 'generations', ARGV[5], 'revision', ARGV[6])
for partition, position in pairs(positions) do
  local text = string.format('%.0f', position)
  redis.call('HSET', KEYS[1], 'written:' .. partition, text)
  redis.call('HSET', ARGV[1] .. ':' .. ARGV[3] .. ':positions', partition, text)
end
return 1
