/**
 * Waits for what happens on real sockets and processes, for a bounded number
 * of turns; `between` may move virtual time along.
 */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  between: () => void = () => {},
): Promise<void> {
  const lastTurn = 2_000;
  for (let turn = 0; turn < lastTurn; turn += 1) {
    if (await condition()) {
      return;
    }
    between();
    await new Promise(resolve => {
      setTimeout(resolve, 2);
    });
  }
  throw new Error(`it never came to this: ${what}`);
}
