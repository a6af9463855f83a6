import { expect, test } from "vitest";
import { createIncludeResolver } from "./headers";

/** What `spec` names in `from`, in a project that has these headers. */
function resolved(from: string, spec: string, headers: string[]): string | undefined {
  const commands = { byFile: new Map(), all: [] };
  return createIncludeResolver({ roots: ["/p"], includePaths: [], commands, headers })(from, spec, true);
}

test("the only header whose path ends like that", () => {
  expect(resolved("/p/lib/a.c", "net/list.h", ["/p/include/net/list.h", "/p/other.h"])).toBe(
    "/p/include/net/list.h",
  );
  expect(resolved("/p/lib/a.c", "net/none.h", ["/p/include/net/list.h"])).toBeUndefined();
});

test("of several the nearest one", () => {
  const headers = ["/p/pump/src/config.h", "/p/station/src/config.h"];
  expect(resolved("/p/pump/lib/a.c", "config.h", headers)).toBe("/p/pump/src/config.h");
  expect(resolved("/p/station/a.c", "config.h", headers)).toBe("/p/station/src/config.h");
});

test("of several as near the one in a folder for headers", () => {
  const headers = ["/p/python/net/list.h", "/p/include/net/list.h"];
  expect(resolved("/p/lib/a.c", "net/list.h", headers)).toBe("/p/include/net/list.h");
});

test("none where several are as good", () => {
  const headers = ["/p/port/arm/port.h", "/p/port/avr/port.h"];
  expect(resolved("/p/src/tasks.c", "port.h", headers)).toBeUndefined();
});
