interface Listening {
  actions: Set<() => void>;
  listener: () => void;
}

/** One listener per signal, however many calls share it, because Node 20 warns of a leak at the eleventh. */
const listenings = new WeakMap<AbortSignal, Listening>();

/** Runs an action when a signal is aborted. Returns a function that stops listening. */
export function onAbort(signal: AbortSignal, action: () => void): () => void {
  const { actions, listener } = listenings.get(signal) ?? listenTo(signal);
  actions.add(action);
  return () => {
    actions.delete(action);
    if (actions.size > 0) return;
    signal.removeEventListener("abort", listener);
    listenings.delete(signal);
  };
}

function listenTo(signal: AbortSignal): Listening {
  const actions = new Set<() => void>();
  const listener = (): void => {
    for (const action of actions) action();
  };
  signal.addEventListener("abort", listener);
  const listening = { actions, listener };
  listenings.set(signal, listening);
  return listening;
}
