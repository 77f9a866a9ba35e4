const everyMs = 200;

/**
 * Sends this process SIGTERM when the one that started it has ended.
 *
 * npm passes a signal on to its shell only. The shell dies and leaves this process running.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    process.kill(process.pid, "SIGTERM");
  }, everyMs);
  watching.unref();
}
