import { RegistrationsModule } from '../registrations/registrations.module.js';
import { PortfolioModule } from '../portfolio/portfolio.module.js'; // breaks

export const wired = [RegistrationsModule, PortfolioModule];
