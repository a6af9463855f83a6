/**
 * The modules that need each other, put together: see `Semantics`.
 */
import { evaluate } from "./constants";
import { typeOf } from "./expression-types";
import { enumType, recordType } from "./records";
import type { Semantics } from "./scope";

export const semantics: Semantics = { evaluate, typeOf, recordType, enumType };
