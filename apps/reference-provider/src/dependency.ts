/** Something that this process relies on, and that may stop responding. */
export interface Dependency {
  works(): void;
  fails(reason: unknown): void;
}

export interface DependencyOptions {
  name: string;
  /** What happens without it, as a sentence. */
  consequence: string;
  onProblem: (problem: string) => void;
}

/** Reports when a dependency stops responding and when it responds again, however many requests notice. */
export function createDependency({ name, consequence, onProblem }: DependencyOptions): Dependency {
  let isFailing = false;
  return {
    works() {
      if (isFailing) onProblem(`${name} responds again.`);
      isFailing = false;
    },
    fails(reason) {
      const { code, message } = Object(reason) as { code?: unknown; message?: unknown };
      if (!isFailing) onProblem(`${name} does not respond (${String(code ?? message ?? reason)}). ${consequence}`);
      isFailing = true;
    },
  };
}
