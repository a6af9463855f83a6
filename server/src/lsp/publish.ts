/** Diagnostics for clients that do not pull: sent a moment after the last change. */

export interface Publisher {
  /** The document is to be looked at soon; a look already planned is put off. */
  soon(uri: string): void;
  cancel(uri: string): void;
  close(): void;
}

export function createPublisher(
  /** How long the moment is, in milliseconds. */
  pause: (uri: string) => number,
  publish: (uri: string) => void,
): Publisher {
  const planned = new Map<string, NodeJS.Timeout>();
  const cancel = (uri: string) => {
    clearTimeout(planned.get(uri));
    planned.delete(uri);
  };
  return {
    soon(uri) {
      cancel(uri);
      planned.set(
        uri,
        setTimeout(() => {
          planned.delete(uri);
          publish(uri);
        }, pause(uri)),
      );
    },
    cancel,
    close() {
      for (const uri of planned.keys()) cancel(uri);
    },
  };
}
