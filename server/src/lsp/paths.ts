/** Between the protocol's URIs and the engine's paths. */
import { URI } from "vscode-uri";

/** The path of a `file:` URI; for any other (an unsaved buffer, a virtual file system) the URI itself, as an opaque name. */
export function pathOf(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === "file" ? parsed.fsPath : uri;
}

export function isFile(uri: string): boolean {
  return uri.startsWith("file:");
}

export function uriOf(path: string): string {
  return /^[a-z][a-z0-9+.-]+:/i.test(path) && !/^[a-z]:[\\/]/i.test(path) ? path : URI.file(path).toString();
}
