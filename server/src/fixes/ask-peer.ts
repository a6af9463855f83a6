/** A permission that asks nobody becomes one that asks for an authenticated pairing. */
import { replace } from "./edits";
import { textFact } from "./facts";
import type { FixBuilder } from "./fix";

export const askPeer: FixBuilder = {
  id: "ask-peer",
  build({ finding }) {
    const instead = textFact(finding, "instead");
    if (instead === undefined) return [];
    return [{ title: "Ask for an authenticated pairing", edits: [replace(finding, instead)], safe: false }];
  },
};
