update ops.check_result set subject = 'en', message = 'one event', remedy = 'look at it';
