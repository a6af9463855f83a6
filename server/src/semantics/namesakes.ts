/**
 * Functions of a project that share no more than the name with one that models know: `err(char *buffer, size_t size,
 * ...)` is not the `err(int status, ...)` of the C library.
 */
import type { FunctionModel } from "../models/model";
import { isIntegral } from "./type-queries";
import { type Type, TypeKind } from "./types";

/** Types of prototypes that are numbers whatever the headers are. */
const NUMBERS =
  /^(?:const )?(?:unsigned|signed|char|short|int|long|size_t|ssize_t|double|float|bool)\b[\w ]*$/;

/** Standards whose functions have the same number of parameters everywhere. */
const STANDARD = /^(?:ISO C|POSIX)/;

/** Whether what a project declares by the name of a model is another function: it takes a number for a pointer, say. */
export function isNamesake(model: FunctionModel, declared: Type): boolean {
  const { params } = declared;
  if (params === null || model.isMethod) return false;
  const { paramTypes } = model;
  if (STANDARD.test(model.source) && params.length !== paramTypes.length) return true;
  return params.slice(0, paramTypes.length).some((type, i) => {
    const isPointer = type.kind === TypeKind.Pointer || type.kind === TypeKind.Array;
    const isNumber = isIntegral(type) || type.kind === TypeKind.Float;
    return paramTypes[i].includes("*") ? isNumber : isPointer && NUMBERS.test(paramTypes[i]);
  });
}
