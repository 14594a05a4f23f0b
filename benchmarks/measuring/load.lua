-- What wrk sends: the requests of a file in turn, one a line: method, path, body, between tabs; "H", name, value is a header
-- of all of them. "@N@" in a body is a number that never comes twice. At the end the figures are written as JSON.
local requests, bodies = {}, {}
local turn, fresh = 0, 0

function init(args)
  local headers = {}
  for line in io.lines(args[1]) do
    local first, second, third = line:match("^([^\t]*)\t([^\t]*)\t(.*)$")
    if first == "H" then
      headers[second] = third
    else
      local body = third ~= "" and third or nil
      if body and body:find("@N@", 1, true) then
        bodies[#bodies + 1] = { first, second, headers, body }
      else
        requests[#requests + 1] = wrk.format(first, second, headers, body)
      end
    end
  end
  fresh = tonumber(args[2])
end

function request()
  turn = turn + 1
  if #bodies == 0 then
    return requests[turn % #requests + 1]
  end
  fresh = fresh + 1
  local each = bodies[turn % #bodies + 1]
  return wrk.format(each[1], each[2], each[3], (each[4]:gsub("@N@", string.format("%d", fresh))))
end

function done(summary, latency)
  local failed = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "bytes": %d, "failed": %d, "p50": %f, "p99": %f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
