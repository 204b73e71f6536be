"""Makes the built-in model: pairs of sentences in, an Argos package out. Nothing else imports it."""
