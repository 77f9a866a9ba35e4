import { readFile } from "node:fs/promises";

export interface Usage {
  megabytes: number;
  cpuSeconds: number;
}

/** Clock ticks per second, the unit in which Linux reports processor time. */
const ticks = 100;

/** Reads the memory and the processor time of a process so far, if the system reports them. */
export async function readUsage(pid: number): Promise<Usage> {
  const [status, { own }] = await Promise.all([read(pid, "status"), readSeconds(pid)]);
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  return { megabytes: Number(kilobytes) / 1024, cpuSeconds: own };
}

/** Reads the processor time of a process and all that descend from it, including those that have ended. */
export async function readTreeSeconds(pid: number): Promise<number> {
  const children = (await read(pid, `task/${pid}/children`)).split(" ").filter((text) => text !== "");
  const running = await Promise.all(children.map((child) => readTreeSeconds(Number(child))));
  // After its children: the time of one that has ended in between is part of it now.
  const { own, ended } = await readSeconds(pid);
  return running.filter((seconds) => !Number.isNaN(seconds)).reduce((sum, seconds) => sum + seconds, own + ended);
}

async function readSeconds(pid: number): Promise<{ own: number; ended: number }> {
  const stat = await read(pid, "stat");
  // The fields from the third on follow the name, which may contain blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [own = Number.NaN, system = Number.NaN, ended = Number.NaN, endedSystem = Number.NaN] = fields
    .slice(11, 15)
    .map(Number);
  return { own: (own + system) / ticks, ended: (ended + endedSystem) / ticks };
}

function read(pid: number, name: string): Promise<string> {
  return readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
}
