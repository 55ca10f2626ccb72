"""Tables as officials keep them: written so that Excel and WPS open them rightly, small uploads read without harm."""
