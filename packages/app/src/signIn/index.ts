export { signInModule } from './plugin';
