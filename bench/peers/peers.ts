export default async function x(): Promise<void> {}
