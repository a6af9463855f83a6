import { expect, test } from "vitest";
import { attempt, createLog } from "./guard";

function refuse(): never {
  throw new Error("Connection is disposed.");
}

test("what fails after the client has gone is told to nobody", async () => {
  let asked = 0;
  const log = createLog({
    warn: refuse,
    error: () => {
      asked++;
      refuse();
    },
  });
  attempt(log, "refresh", () => Promise.reject(new Error("pending")));
  attempt(log, "publish", refuse);
  // An unhandled rejection would fail the run.
  await new Promise(setImmediate);
  expect(asked).toBe(2);
});
