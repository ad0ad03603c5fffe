-- Takes over the state of documents: each document's former contribution to the counters is replaced by its present one.
-- A state that is not newer than the known one changes nothing, so the same batch may come any number of times.
-- States of generations that the epoch is not made from are passed over.
-- A batch says from which offset to which it reaches in each partition. If the epoch does not reach to where it begins, another
-- batch was lost: the epoch is broken, and it is broken for everybody.
-- KEYS[1] the epoch, a hash {id, state, generations}. ARGV[1] the prefix of all keys, ARGV[2] the batch as JSON.
-- Answers the state of the epoch, or 'lost' where there is none.
local epoch = redis.call('HGET', KEYS[1], 'id')
if not epoch then
  return 'lost'
end
local generations = redis.call('HGET', KEYS[1], 'generations') or ''
local base = ARGV[1] .. ':' .. epoch
local batch = cjson.decode(ARGV[2])

-- A whole number as text: cjson writes 14 digits of it and an exponent.
local function whole(number)
  return string.format('%.0f', number)
end

local function move(home, counter, delta)
  if delta == 0 then
    return -- also because minus nought would go out as -0, which Redis takes for no number
  end
  local colon = string.find(counter, ':', 1, true)
  local key = home .. ':' .. string.sub(counter, 1, colon - 1)
  local field = string.sub(counter, colon + 1)
  if redis.call('HINCRBY', key, field, whole(delta)) == 0 then
    redis.call('HDEL', key, field)
  end
end

local function remembered(state)
  local counters = {}
  for counter, value in pairs(state.counters) do
    counters[#counters + 1] = cjson.encode(counter) .. ':' .. whole(value)
  end
  return '{"at":' .. whole(state.at) .. ',"counters":{' .. table.concat(counters, ',') .. '}}'
end

for _, state in ipairs(batch.states) do
  local home = base .. ':' .. state.tenant
  local known = home .. ':known:' .. state.view
  local former = redis.call('HGET', known, state.id)
  local counted = {}
  local newer = string.find(generations, ',' .. state.generation .. ',', 1, true) ~= nil
  if former then
    former = cjson.decode(former)
    counted = former.counters
    newer = newer and state.at > former.at
  end
  if newer then
    for counter, value in pairs(state.counters) do
      move(home, counter, value - (counted[counter] or 0))
    end
    for counter, value in pairs(counted) do
      if not state.counters[counter] then
        move(home, counter, -value)
      end
    end
    redis.call('HSET', known, state.id, remembered(state))
    if next(state.summary) then
      local summary = home .. ':summary:' .. state.view .. ':' .. state.id
      redis.call('DEL', summary)
      for field, value in pairs(state.summary) do
        redis.call('HSET', summary, field, value)
      end
    end
  end
end
for tenant, users in pairs(batch.actors) do
  for _, user in ipairs(users) do
    redis.call('SADD', base .. ':' .. tenant .. ':actors', user)
  end
end
local positions = base .. ':positions'
for partition, stretch in pairs(batch.stretches) do
  local known = tonumber(redis.call('HGET', positions, partition) or '0')
  if stretch.from > known then
    redis.call('HSET', KEYS[1], 'state', 'broken')
  elseif stretch.next > known then
    redis.call('HSET', positions, partition, whole(stretch.next))
  end
  if stretch.next > tonumber(redis.call('HGET', KEYS[1], 'written:' .. partition) or '0') then
    redis.call('HSET', KEYS[1], 'written:' .. partition, whole(stretch.next))
  end
end
return redis.call('HGET', KEYS[1], 'state')
