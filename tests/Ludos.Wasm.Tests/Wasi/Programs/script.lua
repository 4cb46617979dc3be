-- Numbers, strings, tables, closures and files; everything it prints must be the same in any engine.
local size = tonumber((...)) or 8

local function permute(list, count, seen)
  if count == 0 then seen[table.concat(list)] = true return end
  for i = 1, count do
    list[i], list[count] = list[count], list[i]
    permute(list, count - 1, seen)
    list[i], list[count] = list[count], list[i]
  end
end

local letters, seen, total = {}, {}, 0
for i = 1, size - 1 do letters[i] = string.char(96 + i) end
permute(letters, #letters, seen)
for _ in pairs(seen) do total = total + 1 end
print("permutations", total)

local bodies = {}
for i = 1, 5 do bodies[i] = { x = i * 1.5, y = -i, z = i / 3, vx = 0, vy = 0, vz = 0, m = 1 / i } end
for _ = 1, size * 400 do
  for i = 1, #bodies do
    local a = bodies[i]
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = 0.001 / (d2 * math.sqrt(d2))
      a.vx, a.vy, a.vz = a.vx - dx * b.m * mag, a.vy - dy * b.m * mag, a.vz - dz * b.m * mag
      b.vx, b.vy, b.vz = b.vx + dx * a.m * mag, b.vy + dy * a.m * mag, b.vz + dz * a.m * mag
    end
  end
  for _, b in ipairs(bodies) do b.x, b.y, b.z = b.x + 0.001 * b.vx, b.y + 0.001 * b.vy, b.z + 0.001 * b.vz end
end
for _, b in ipairs(bodies) do print(string.format("%.17g %.17g %.17g", b.x, b.y, b.z)) end

local text = ("the arena holds regions and every region has an epoch\n"):rep(200)
local counts = {}
for word in text:gmatch("%a+") do counts[word] = (counts[word] or 0) + 1 end
local words = {}
for word, count in pairs(counts) do words[#words + 1] = word .. "=" .. count end
table.sort(words)
print(table.concat(words, " "))
print((text:sub(1, 53):gsub("(%a+) (%a+)", "%2 %1"):upper()))
print(#utf8.char(228, 8364, 128512), utf8.len("äöü€"), 7 // 2, -7 // 2, -7 % 3, 2 ^ 0.5, 1 << 62, math.maxinteger + 1 == math.mininteger)

local function counter() local n = 0 return function() n = n + 1 return n end end
local one, two = counter(), counter()
print(one(), one(), two())

local Point = {}
Point.__index = Point
Point.__add = function(a, b) return setmetatable({ x = a.x + b.x }, Point) end
Point.__tostring = function(p) return "Point(" .. p.x .. ")" end
print(tostring(setmetatable({ x = 1 }, Point) + setmetatable({ x = 2 }, Point)))

local file = assert(io.open("/data/lines.txt", "w"))
for i = 1, 100 do file:write(i * i, "\n") end
file:close()
local sum = 0
for line in io.lines("/data/lines.txt") do sum = sum + tonumber(line) end
print("squares", sum, io.open("/data/none.txt"))
return 5
