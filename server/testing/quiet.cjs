process.env.EVENHAND_LOG_LEVEL = 'silent';
