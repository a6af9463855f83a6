/**
 * The one place where exceptions of request handlers end: they are logged with their stack, and the client gets an
 * ordinary answer. A fault costs one answer, never the session.
 */
import {
  type CancellationToken,
  LSPErrorCodes,
  type RemoteConsole,
  ResponseError,
} from "vscode-languageserver";

export interface Log {
  warn(message: string): void;
  error(message: string): void;
}

/** The client's log. Says nothing once the client is gone: what was still under way then has nobody to tell. */
export function createLog(client: Pick<RemoteConsole, "warn" | "error">): Log {
  const unlessGone = (say: () => void) => {
    try {
      say();
    } catch {
      // Only a connection that is closed refuses a message.
    }
  };
  return {
    warn: (message) => unlessGone(() => client.warn(message)),
    error: (message) => unlessGone(() => client.error(message)),
  };
}

export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Wraps a handler so that a fault is answered with `fallback`. What a handler throws as a `ResponseError` is meant for
 * the client, and passed on.
 */
export function guarded<P, R>(
  log: Log,
  name: string,
  fallback: R,
  handler: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return async (params, token) => {
    try {
      return await handler(params, token);
    } catch (error) {
      if (isAnswer(error)) return error;
      log.error(`${name}: ${describe(error)}`);
      return fallback;
    }
  };
}

function isAnswer(error: unknown): error is ResponseError<never> {
  return error instanceof ResponseError;
}

/** To be thrown by a handler that gives up because its request was cancelled. */
export function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}

/** Runs what nobody waits for: notifications and timers. */
export function attempt(log: Log, name: string, action: () => void | Promise<void>): void {
  try {
    Promise.resolve(action()).catch((error) => log.error(`${name}: ${describe(error)}`));
  } catch (error) {
    log.error(`${name}: ${describe(error)}`);
  }
}
