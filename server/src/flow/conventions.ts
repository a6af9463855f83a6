/**
 * Functions whose bodies are not in sight, but whose declarations say what they are for: `void house_free(void *)` takes
 * any block and gives nothing back. A release of one kind of object (`void session_free(struct session *)`) may as well
 * only empty it, so nothing is concluded from such a name.
 */
import type { Callee } from "../ir/ir";
import { blankModel, type FunctionModel } from "../models/model";
import { TypeKind } from "../semantics/types";

const known = new Map<string, FunctionModel>();

/** The model of a deallocator by its declaration; undefined for all else. */
export function deallocatorModel({ kind, name, type }: Callee): FunctionModel | undefined {
  if (kind !== "function" || type === null || type.params?.length !== 1 || type.variadic) return undefined;
  const [param] = type.params;
  const isGeneric = param.kind === TypeKind.Pointer && param.to?.kind === TypeKind.Void && !param.to.isConst;
  if (!isGeneric || type.to?.kind !== TypeKind.Void || !saysFree(name)) return undefined;
  let model = known.get(name);
  if (model === undefined) {
    // Of which family is not known: it must not be called a mismatch.
    const releases = [{ param: 0, family: "", size: null }];
    known.set(name, (model = { ...blankModel(name), params: ["ptr"], releases }));
  }
  return model;
}

function saysFree(name: string): boolean {
  return name.endsWith("free") || name.endsWith("Free") || name.endsWith("FREE");
}
