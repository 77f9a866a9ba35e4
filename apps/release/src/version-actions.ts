import { execSync } from "node:child_process";
import { type AfterAllProjectsVersioned, VersionActions } from "nx/release";

type Tree = Parameters<VersionActions["init"]>[0];
type Graph = Parameters<VersionActions["readDependencies"]>[1];

const collections = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] as const;

type Manifest = { version: string } & Partial<Record<(typeof collections)[number], Record<string, string>>>;

/**
 * How Nx reads and writes the versions of a package: nx.json names this file. What `@nx/js` has for it also knows other
 * package managers and protocols, and brings 30 MB.
 */
export default class PackageVersionActions extends VersionActions {
  override validManifestFilenames = ["package.json"];

  override async readCurrentVersionFromSourceManifest(tree: Tree): Promise<{
    currentVersion: string;
    manifestPath: string;
  }> {
    return { currentVersion: this.#read(tree).version, manifestPath: this.#path };
  }

  /** Nx reports this as not supported. Ours are read from disk. */
  override async readCurrentVersionFromRegistry(): Promise<null> {
    return null;
  }

  /** A project of Nx has the name of its package. */
  override async readCurrentVersionOfDependency(
    tree: Tree,
    _graph: Graph,
    name: string,
  ): Promise<{ currentVersion: string | null; dependencyCollection: string | null }> {
    const manifest = this.#read(tree);
    const dependencyCollection = collections.find((collection) => manifest[collection]?.[name]) ?? null;
    const currentVersion = dependencyCollection && manifest[dependencyCollection]![name]!;
    return { currentVersion, dependencyCollection };
  }

  override async updateProjectVersion(tree: Tree, version: string): Promise<string[]> {
    this.#write(tree, { ...this.#read(tree), version });
    return [`New version ${version} written to ${this.#path}`];
  }

  override async updateProjectDependencies(
    tree: Tree,
    _graph: Graph,
    versions: Record<string, string>,
  ): Promise<string[]> {
    const manifest = this.#read(tree);
    for (const collection of collections) {
      const updated = Object.entries(versions).filter(([name]) => manifest[collection]?.[name]);
      Object.assign(manifest[collection] ?? {}, Object.fromEntries(updated));
    }
    this.#write(tree, manifest);
    return [];
  }

  get #path(): string {
    return `${this.projectGraphNode.data.root}/package.json`;
  }

  #read(tree: Tree): Manifest {
    return JSON.parse(tree.read(this.#path, "utf8")!);
  }

  #write(tree: Tree, manifest: Manifest): void {
    tree.write(this.#path, `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

/** The lock file repeats the versions. */
export const afterAllProjectsVersioned: AfterAllProjectsVersioned = async (cwd) => {
  execSync("npm install --package-lock-only", { cwd });
  return { changedFiles: ["package-lock.json"], deletedFiles: [] };
};
