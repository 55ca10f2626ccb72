"""Writing tables as officials expect them: formatted .xlsx and .csv that Excel and WPS open rightly."""
