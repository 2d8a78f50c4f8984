-- Sends the raw requests of a file in turn, over and over, until so many were made: wrk … -- <file> <count>
-- The first one is only looked at, and those under way at the end aren't answered: not for what must arrive.
local ffi = require("ffi")
ffi.cdef[[ int getpid(void); int kill(int, int); ]]
local SIGINT = 2
local requests, count, sent = {}, 0, 0

function init(args)
   count = tonumber(args[2])
   local file = assert(io.open(args[1], "rb"))
   while true do
      local head = file:read(4)
      if not head then break end
      local a, b, c, d = head:byte(1, 4)
      requests[#requests + 1] = file:read(a + 256 * (b + 256 * (c + 256 * d)))
   end
   file:close()
end

function request()
   sent = sent + 1
   -- wrk has no limit by number; this ends it as Ctrl+C would, with all that it has measured.
   if sent == count then ffi.C.kill(ffi.C.getpid(), SIGINT) end
   return requests[(sent - 1) % #requests + 1]
end

function done(summary, latency, _)
   local e = summary.errors
   io.write(string.format(
      '{"requests":%d,"seconds":%.6f,"errors":%d,"p50":%.0f,"p99":%.0f,"p999":%.0f}\n',
      summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
      latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
