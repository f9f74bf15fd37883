import { vulkanEnvironment } from './machine.ts';

/** Runs before the workers start, which inherit the environment. */
export default function setup(): void {
  Object.assign(process.env, vulkanEnvironment());
}
