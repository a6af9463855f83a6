/** The header that declares a function of the C library. */
import { headerOf } from "../checkers/tree/standard-headers";
import { textFact } from "./facts";
import type { FixBuilder } from "./fix";
import { includeEdits } from "./headers";

export const includeHeader: FixBuilder = {
  id: "include-header",
  build({ file, finding }) {
    const call = textFact(finding, "call");
    const header = textFact(finding, "header") ?? (call === undefined ? undefined : headerOf(call));
    if (header === undefined) return [];
    return [{ title: `Include <${header}>`, edits: includeEdits(file, header), safe: true }];
  },
};
