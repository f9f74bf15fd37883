/** All results, or the first failure, but not before every other one has ended as well: nobody works on unseen. */
export async function together<Result>(work: readonly Promise<Result>[]): Promise<Result[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return one.value;
    throw one.reason;
  });
}

/** A way to do several things, all of them even if one fails. */
export type Together = <Result>(work: readonly (() => Promise<Result>)[]) => Promise<Result[]>;

export const atOnce: Together = (work) => together(work.map((begin) => begin()));

/** For what shares a processor, where each is to have all of it. */
export const inTurn: Together = async (work) => {
  const begun = [];
  for (const begin of work) {
    const one = begin();
    begun.push(one);
    await one.catch(() => {});
  }
  return together(begun);
};
