/** Fixes that live on what the checkers tell of a finding: where they are offered, and hold, in the rules' bad examples. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../server/src/engine/api";
import { folderHost, newAnalyser } from "./support/analyser";
import { RULES_FOLDER } from "./support/rules";

test.each([
  [
    "check-arrival",
    "input/truncated-message/bad.c",
    ["take_command", "copy_command", "read_command", "read_tag", "read_image", "answer_of_helper"],
  ],
  ["parse-number", "numbers/lossy-conversion/bad.c", ["rate"]],
  ["folder-check", "input/path-traversal/bad.c", ["send_log", "drop_recording"]],
  [
    "allow-characters",
    "input/path-traversal/bad.c",
    [
      "send_log",
      "drop_recording",
      "store",
      "select_profile",
      "answer_request",
      "unpack",
      "remove_recording",
      "remove_named",
      "remove_typed",
      "serve_removal",
    ],
  ],
  // Not where a helper does it: what stands in its body is of no use to a fix in the caller.
  ["allow-characters", "input/path-traversal/bad.cpp", ["show", "forget"]],
  ["allow-characters", "input/log-injection/bad.c", ["note_failure"]],
  ["allow-characters", "input/ldap-injection/bad.c", ["find_user"]],
])("%s in %s", (id, example, functions) => {
  const file = path.join(RULES_FOLDER, example);
  const input = { path: file, text: readFileSync(file, "utf8") };
  const host = folderHost();
  const analyser = newAnalyser();
  const { findings } = analyser.analyse(input, DEFAULT_SETTINGS, host);
  const offered = findings.filter((finding) =>
    analyser.fixes(input, DEFAULT_SETTINGS, host, [finding])[0].some((fix) => fix.id === id),
  );
  expect(offered.map((finding) => finding.function)).toEqual(functions);
});

test("trials end with the work they were given, and fixes stay with their findings", () => {
  const analyser = newAnalyser();
  const host = folderHost();
  const source = (name: string) =>
    `void ${name}(char *text) { char room[8]; gets(room); strcpy(text, room); }\n`;
  const input = {
    path: "trials.c",
    text: `#include <stdio.h>\n#include <string.h>\n${source("a")}${source("b")}`,
  };
  const { findings, counts } = analyser.analyse(input, DEFAULT_SETTINGS, host);
  const found = findings.filter(({ rule }) => rule === "unbounded-read");
  expect(found.map((finding) => finding.function)).toEqual(["a", "b"]);
  const numbers = (work?: number) =>
    analyser.fixes(input, DEFAULT_SETTINGS, host, found, work).map(({ length }) => length);
  expect(numbers()).toEqual([1, 1]);
  expect(numbers(counts.instructionsInterpreted / 2)).toEqual([1, 0]);
  expect(numbers(0)).toEqual([0, 0]);
});
