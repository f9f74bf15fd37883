/** Whether there are more values in it than so many. */
export function hasMore(value: unknown, most: number): boolean {
  let count = 0;
  const counted = (item: unknown): boolean => {
    if (typeof item !== 'object' || item === null) return ++count > most;
    if (Array.isArray(item) && count + item.length > most) return true;
    return Object.values(item).some(counted);
  };
  return counted(value);
}
