terraform import waypost_alias.sales sales
