export interface DataSources { readonly reader: string }
export interface DataSourceInfo { readonly reader: string } // breaks
