terraform import waypost_account.ann ann
