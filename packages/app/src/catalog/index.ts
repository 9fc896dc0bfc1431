export { catalogModule } from './plugin';
