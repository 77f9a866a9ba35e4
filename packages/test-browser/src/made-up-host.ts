/** A host name for this machine, because some pages get privileges on localhost that they lack elsewhere. */
export const madeUpHost = "page.test";
